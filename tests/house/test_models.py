"""What every model of ours promises."""

import pytest
from django.apps import apps
from django.db import connection

from mentorat.foundations.database.base import ROLES
from mentorat.foundations.database.rows import security_of
from mentorat.foundations.querysets import ScopedQuerySet

OURS = [model for model in apps.get_models() if model.__module__.startswith("mentorat.")]
PROTECTED = [model for model in OURS if security_of(model)]

# Tables with personal columns that no policy guards, each for a reason.
READ_BEFORE_ANY_SCOPE = {
    "people_user": "sign-in looks an address up; a minor's name is never kept there",
    "access_grant": "a scope is made from it",
    "access_invitation": "its holder has no account yet, only the token",
    "access_signedlink": "its holder has no account; its scope is made from it",
    "notifications_delivery": "written by every scope, read by workers and never by a page",
    "notifications_digestline": "written by every scope, read by workers and never by a page",
    "notifications_preference": "of an address, which may have no account; it says a pace only",
    "notifications_shortmessage": "written by every scope, read by workers and never by a page",
    "notifications_receivedtext": "handed over by a provider, read by workers",
}


def columns(model):
    return {column.name for column in model._meta.concrete_fields}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_column_says_what_it_is_for_the_law(model):
    privacy = model.Privacy
    personal = dict(getattr(privacy, "personal", {}))
    sensitive = dict(getattr(privacy, "sensitive", {}))
    declared = [*personal, *sensitive, *privacy.neutral]

    assert sorted(declared) == sorted(columns(model))


@pytest.mark.parametrize("model", PROTECTED, ids=lambda model: model.__name__)
def test_protected_models_are_read_within_a_scope(model):
    assert isinstance(model._default_manager.all(), ScopedQuerySet)
    assert "place" in columns(model)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_personal_columns_stand_behind_row_security(model):
    privacy = model.Privacy
    is_personal = getattr(privacy, "personal", None) or getattr(privacy, "sensitive", None)

    if is_personal and model._meta.db_table not in READ_BEFORE_ANY_SCOPE:
        assert security_of(model) is not None


@pytest.mark.django_db
def test_database_forces_the_policies_of_every_protected_table():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        forced = {name for (name,) in cursor.fetchall()}

    every = apps.get_models(include_auto_created=True)
    assert forced == {model._meta.db_table for model in every if security_of(model)}


@pytest.mark.django_db
@pytest.mark.parametrize("model", PROTECTED, ids=lambda model: model.__name__)
def test_each_family_that_sees_a_table_has_its_policy(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT unnest(roles)::text FROM pg_policies WHERE tablename = %s",
            [model._meta.db_table],
        )
        found = {name for (name,) in cursor.fetchall()}

    assert found == {ROLES[family] for family in security_of(model).rules()}


@pytest.mark.django_db
@pytest.mark.parametrize("model", PROTECTED, ids=lambda model: model.__name__)
def test_protected_tables_have_an_index_that_begins_with_the_place(model):
    if model._meta.pk.name != "id":
        return  # a part of another row, reached by its key
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = %s", [model._meta.db_table]
        )
        definitions = [definition for (definition,) in cursor.fetchall()]

    assert any("(place" in definition for definition in definitions)


@pytest.mark.django_db
def test_no_login_of_the_site_owns_or_bypasses_anything():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'mentorat%%'"
            " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)"
        )
        powerful = cursor.fetchall()
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND tableowner LIKE 'mentorat%%'"
        )
        owned = cursor.fetchall()

    assert (powerful, owned) == ([], [])


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_names_of_models_are_lower_case_unless_an_acronym(model):
    name = str(model._meta.verbose_name)

    assert name[:1].islower() or name.isupper()
