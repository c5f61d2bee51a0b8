"""What policies and pages ask of persons whom they may not read: yes, no, or a number.

The functions run as the owner, with a fixed search path.
"""

from django.db import migrations

HEAD = "STABLE SECURITY DEFINER SET search_path = public AS $$"

# What the policies of guardians ask: whose guardian am I?
OWN_CHILD = f"""
CREATE OR REPLACE FUNCTION mentorat_own_child() RETURNS SETOF bigint LANGUAGE sql {HEAD}
    SELECT mentee_id FROM people_guardian
    WHERE id = NULLIF(current_setting('app.guardian', true), '')::integer
$$
"""

# Yes or no, to whoever acts: the birth date itself is the school's alone. Unknown: a minor's.
IS_ADULT = f"""
CREATE OR REPLACE FUNCTION mentorat_is_adult(mentee integer, day date)
RETURNS boolean LANGUAGE sql {HEAD}
    SELECT COALESCE(
        (SELECT birth_date <= day - interval '18 years' FROM people_menteeidentity
         WHERE mentee_id = mentee), false
    )
$$
"""

# Yes or no, to whoever acts: may this pupil be met so on this day? An adult may; a minor when a
# guardian gave it and no guardian refused or withdrew it.
IS_AUTHORISED = f"""
CREATE OR REPLACE FUNCTION mentorat_is_authorised(mentee integer, wanted text, day date)
RETURNS boolean LANGUAGE sql {HEAD}
    SELECT mentorat_is_adult(mentee, day) OR (
        EXISTS (
            SELECT 1 FROM people_authorisation a WHERE a.mentee_id = mentee AND a.is_latest
            AND a.scope = wanted AND a.state = 'given'
            AND (a.expires_on IS NULL OR a.expires_on >= day)
        ) AND NOT EXISTS (
            SELECT 1 FROM people_authorisation a WHERE a.mentee_id = mentee AND a.is_latest
            AND a.scope = wanted AND a.state IN ('refused', 'withdrawn')
        )
    )
$$
"""

# The day on which a transaction runs, as the site's own clock says it.
TODAY = """
CREATE OR REPLACE FUNCTION mentorat_today() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT COALESCE(NULLIF(current_setting('app.today', true), '')::date, CURRENT_DATE)
$$
"""

# What a mentor lacks on a day: the one place where rules meet proofs. Inlined by the planner, so
# that lists of mentors ask it row by row through the indexes. The most precise rule of a kind wins
# (how one meets, then the situation); a year without rules keeps those before it; a site without
# any rule asks for an interview, a training and a charter.
LACKING = """
CREATE OR REPLACE FUNCTION mentorat_lacking(who bigint, day date)
RETURNS SETOF varchar LANGUAGE sql STABLE AS $$
    SELECT rule.kind FROM (
        SELECT DISTINCT ON (r.kind)
            r.kind, r.is_needed, r.least, r.months_valid, r.minimum_hours
        FROM people_mentor m
        JOIN people_clearancerule r ON r.origin IN ('', m.origin) AND (
            r.contact = '' OR (r.contact = 'alone' AND m.meets_alone)
            OR (r.contact = 'ase' AND m.in_ase_path)
        )
        WHERE m.id = who AND r.year = (
            SELECT COALESCE(
                max(y.year) FILTER (
                    WHERE y.year <= extract(year FROM day - interval '7 months')
                ),
                min(y.year)
            ) FROM people_clearancerule y
        )
        ORDER BY r.kind, (r.contact = ''), (r.origin = '')
    ) rule
    WHERE rule.is_needed AND NOT (
        SELECT count(*) >= rule.least AND COALESCE(sum(c.hours), 0) >= rule.minimum_hours
        FROM people_clearance c
        WHERE c.mentor_id = who AND c.kind = rule.kind
        AND c.given_on <= day AND (c.expires_on IS NULL OR c.expires_on >= day)
        AND (
            rule.months_valid IS NULL
            OR c.given_on + make_interval(months => rule.months_valid) >= day
        )
    )
    UNION ALL
    SELECT floor.kind FROM (VALUES ('interview'), ('training'), ('charter')) AS floor (kind)
    WHERE NOT EXISTS (SELECT FROM people_clearancerule)
    AND NOT EXISTS (
        SELECT FROM people_clearance c WHERE c.mentor_id = who AND c.kind = floor.kind
        AND c.given_on <= day AND (c.expires_on IS NULL OR c.expires_on >= day)
    )
$$
"""

# The same, told to whoever acts: the proofs themselves stay where they are.
MISSING = """
CREATE OR REPLACE FUNCTION mentorat_missing_clearances(who bigint[], day date)
RETURNS TABLE (mentor_id bigint, kind varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT one, lacking FROM unnest(who) AS one, LATERAL mentorat_lacking(one, day) AS lacking
$$
"""

IS_CLEARED = """
CREATE OR REPLACE FUNCTION mentorat_is_cleared(who bigint, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT NOT EXISTS (SELECT FROM mentorat_lacking(who, day))
$$
"""

# Who lacks nothing on a day, in the whole country: the numbers of the mentors and nothing else,
# for whoever sets the rules of a year and may see no person.
COMPLETE = """
CREATE OR REPLACE FUNCTION mentorat_complete_files(day date) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT m.id FROM people_mentor m
    WHERE m.left_on IS NULL AND NOT EXISTS (SELECT FROM mentorat_lacking(m.id, day))
$$
"""

# The same INE; without one on both sides, the same name and the same day of birth.
FORMER_FILES = """
CREATE OR REPLACE FUNCTION mentorat_former_files(pupils integer[])
RETURNS TABLE (mentee bigint, former bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    WITH own AS (
        SELECT p.id, p.school_id, p.year, p.last_name, p.first_name, i.place, i.ine_digest,
            i.birth_date
        FROM people_mentee p JOIN people_menteeidentity i ON i.mentee_id = p.id
        WHERE p.id = ANY(pupils)
    )
    SELECT own.id, before.id FROM own
    JOIN people_menteeidentity i ON i.place = own.place AND i.ine_digest = own.ine_digest
    JOIN people_mentee before ON before.id = i.mentee_id
    WHERE own.ine_digest <> '' AND before.school_id = own.school_id AND before.year < own.year
    UNION
    SELECT own.id, before.id FROM own
    JOIN people_mentee before
        ON before.place = own.place AND before.school_id = own.school_id
        AND before.last_name = own.last_name AND before.first_name = own.first_name
    JOIN people_menteeidentity i ON i.mentee_id = before.id AND i.birth_date = own.birth_date
    WHERE before.year < own.year AND (own.ine_digest = '' OR i.ine_digest = '')
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_squashed"),
    ]

    operations = [
        migrations.RunSQL(OWN_CHILD, "DROP FUNCTION mentorat_own_child()"),
        migrations.RunSQL(IS_ADULT, "DROP FUNCTION mentorat_is_adult(integer, date)"),
        migrations.RunSQL(IS_AUTHORISED, "DROP FUNCTION mentorat_is_authorised(integer, text, date)"),
        migrations.RunSQL(TODAY, "DROP FUNCTION mentorat_today()"),
        migrations.RunSQL(LACKING, "DROP FUNCTION mentorat_lacking(bigint, date)"),
        migrations.RunSQL(MISSING, "DROP FUNCTION mentorat_missing_clearances(bigint[], date)"),
        migrations.RunSQL(IS_CLEARED, "DROP FUNCTION mentorat_is_cleared(bigint, date)"),
        migrations.RunSQL(COMPLETE, "DROP FUNCTION mentorat_complete_files(date)"),
        migrations.RunSQL(FORMER_FILES, "DROP FUNCTION mentorat_former_files(integer[])"),
    ]
