"""Make the database enforce what the models declare: roles, rights and policies.

Runs after every ``migrate``, in one transaction, and may run again: the policies of a table are
dropped and made anew from the declaration.
"""

from collections.abc import Iterable, Mapping

from django.db import models
from psycopg import sql

from mentorat.foundations.database.base import ROLES, DatabaseWrapper
from mentorat.foundations.database.rows import (
    RowSecurity,
    Rule,
    parents,
    security_of,
    through,
)
from mentorat.foundations.scope import Family

WEB, WORKER = "mentorat_web", "mentorat_worker"
LOGINS = {
    WEB: [role for family, role in ROLES.items() if family is not Family.SYSTEM],
    WORKER: list(ROLES.values()),
}
EVERYONE = (*LOGINS, *ROLES.values())
READ_ONLY_TABLES, READ_ONLY_APPS = {"django_migrations"}, {"reference"}


def apply(
    connection: DatabaseWrapper,
    tables: Iterable[type[models.Model]],
    passwords: Mapping[str, str],
) -> None:
    """Create the roles, then give each table its rights and policies.

    ``connection`` is the owner's: it must be able to create roles and to bypass row security.
    ``passwords`` gives that of each login.
    """
    with connection.cursor() as cursor:
        run = cursor.cursor.execute  # psycopg's own: these are composed statements
        run("SELECT pg_advisory_xact_lock(hashtext('mentorat row security'))")
        for statement in _roles(connection.settings_dict["NAME"], passwords):
            run(statement)
        protected = {model._meta.db_table: model for model in tables}  # noqa: SLF001 -- Django's API
        for table in connection.introspection.table_names(cursor):
            model = protected.get(table)
            security = security_of(model) if model else None
            if model and security:
                for statement in _protected(model, table, security):
                    run(statement)
            else:
                run(_shared(table, protected.get(table)))
        run(
            sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(
                _names(EVERYONE)
            )
        )


def _roles(database: str, passwords: Mapping[str, str]) -> Iterable[sql.Composable]:
    for role in ROLES.values():
        yield _create(role, "NOLOGIN NOINHERIT")
    for login, families in LOGINS.items():
        name = sql.Identifier(login)
        yield _create(login, "LOGIN NOINHERIT")
        yield sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(passwords[login]))
        for family in families:
            yield _join(login, family)
        yield sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(database), name)
    # An owner who is no superuser takes a role only as a member of it.
    yield sql.SQL(
        "DO $$ BEGIN IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN"
        " GRANT {} TO CURRENT_USER; END IF; END $$"
    ).format(_names(ROLES.values()))
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(_names(EVERYONE))


def _join(login: str, family: str) -> sql.Composable:
    return sql.SQL(
        "DO $$ BEGIN IF NOT pg_has_role({login_text}, {family_text}, 'MEMBER') THEN"
        " GRANT {family} TO {login}; END IF; END $$"
    ).format(
        login_text=sql.Literal(login),
        family_text=sql.Literal(family),
        login=sql.Identifier(login),
        family=sql.Identifier(family),
    )


def _names(roles: Iterable[str]) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Identifier, roles))


def _create(role: str, options: str) -> sql.Composable:
    return sql.SQL(
        "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = {name}) THEN"
        " CREATE ROLE {role} {options}; END IF;"
        " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    ).format(name=sql.Literal(role), role=sql.Identifier(role), options=sql.SQL(options))


def _shared(table: str, model: type[models.Model] | None) -> sql.Composable:
    """A table without persons: everyone reads it, and writes it unless it is a nomenclature."""
    app = model._meta.app_label if model else ""  # noqa: SLF001 -- Django's API
    reads = app in READ_ONLY_APPS or table in READ_ONLY_TABLES
    rights = "SELECT" if reads else "SELECT, INSERT, UPDATE, DELETE"
    return sql.SQL("REVOKE ALL ON {t} FROM {r}; GRANT {rights} ON {t} TO {r}").format(
        t=sql.Identifier(table),
        r=_names(EVERYONE),
        rights=sql.SQL(rights),
    )


def _protected(
    model: type[models.Model], table: str, security: RowSecurity
) -> Iterable[sql.Composable]:
    t = sql.Identifier(table)
    yield sql.SQL("ALTER TABLE {t} ENABLE ROW LEVEL SECURITY").format(t=t)
    yield sql.SQL("ALTER TABLE {t} FORCE ROW LEVEL SECURITY").format(t=t)
    yield sql.SQL("REVOKE ALL ON {t} FROM {r}").format(t=t, r=_names(EVERYONE))
    rules = security.rules()
    for family in ROLES:
        for command in ("select", "insert", "update", "delete"):
            yield sql.SQL("DROP POLICY IF EXISTS {p} ON {t}").format(
                p=sql.Identifier(f"{family}_{command}"), t=t
            )
        rule = rules.get(family)
        if rule is not None:
            yield from _rule(model, family, rule, append_only=security.append_only)


def _rule(
    model: type[models.Model], family: Family, rule: Rule, *, append_only: bool
) -> Iterable[sql.Composable]:
    name = model._meta.db_table  # noqa: SLF001 -- Django's API
    table, role = sql.Identifier(name), ROLES[family]
    seen = {
        column: f"({column} IS NULL OR {through(f'{name}.{column}', parent)})"
        for column, parent in parents(model)
        if family is not Family.SYSTEM
    }
    commands = {"select": f"USING ({rule.using})"}
    if rule.writes:
        check = " AND ".join([f"({rule.writable})", *seen.values()])
        commands["insert"] = f"WITH CHECK ({check})"
    if rule.writes and not append_only:
        moving = [one for column, one in seen.items() if column not in rule.fixed]
        check = " AND ".join([f"({rule.writable})", *moving])
        commands["update"] = f"USING ({rule.writable}) WITH CHECK ({check})"
        commands["delete"] = f"USING ({rule.writable})"
    rights = {command: command.upper() for command in commands}
    if rule.fixed and "update" in rights:
        fields = model._meta.concrete_fields  # noqa: SLF001 -- Django's API
        moving_columns = [str(one.column) for one in fields if one.column not in rule.fixed]
        rights["update"] = f"UPDATE ({', '.join(moving_columns)})"
    yield sql.SQL("GRANT {rights} ON {t} TO {r}").format(
        rights=sql.SQL(", ".join(rights.values())), t=table, r=sql.Identifier(role)
    )
    for command, condition in commands.items():
        yield sql.SQL("CREATE POLICY {p} ON {t} FOR {c} TO {r} {condition}").format(
            p=sql.Identifier(f"{family}_{command}"),
            t=table,
            c=sql.SQL(command.upper()),
            r=sql.Identifier(role),
            condition=sql.SQL(condition),
        )


def can_bypass(connection: DatabaseWrapper) -> bool:
    """Say whether the connection's own role passes through row security, as only the owner may."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_or(rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname = session_user"
        )
        row = cursor.fetchone()
    return bool(row and row[0])
