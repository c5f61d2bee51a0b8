"""Questions of a territory, in SQL: who waits, what is offered, who is never brought together.

Every query takes the same named values. Words become numbers by their place in a list.
"""

# The place of the pupil, which is that of the need, is said too: no other school's pupils are read.
WAITING = """
    SELECT n.*, m.level, COALESCE(i.sex, '') AS sex, t.number AS training
    FROM matching_need n
    JOIN people_mentee m ON m.id = n.mentee_id AND m.place BETWEEN %(lo)s AND %(hi)s
    LEFT JOIN people_menteeidentity i ON i.mentee_id = m.id
    LEFT JOIN unnest(%(trainings)s::text[]) WITH ORDINALITY AS t (key, number)
        ON t.key = COALESCE('s' || m.speciality_id, 'f' || m.family_id)
    JOIN programmes_schoolproject p ON p.place = n.place AND p.campaign_id = n.campaign_id
    WHERE n.campaign_id = %(campaign)s AND n.place BETWEEN %(lo)s AND %(hi)s
    AND n.withdrawn_at IS NULL AND m.left_on IS NULL AND n.mentee_id <> ALL(%(held)s::bigint[])
    AND NOT EXISTS (
        SELECT FROM mentorships_menteemembership e
        JOIN mentorships_mentorship r ON r.id = e.mentorship_id
        WHERE e.mentee_id = n.mentee_id AND r.state = ANY(%(live)s)
    )
"""

# Those who asked, matched or not: what is said of a pair is read from them, and what concerns a
# pupil who is not to be matched is left out once the questions are numbered (see ``columns``).
ASKING = """
    SELECT n.id, n.mentee_id FROM matching_need n
    WHERE n.campaign_id = %(campaign)s AND n.place BETWEEN %(lo)s AND %(hi)s
    AND n.withdrawn_at IS NULL
"""

GENDER = "CASE {column} WHEN 'f' THEN %(woman)s WHEN 'm' THEN %(man)s ELSE 0 END"
KINDS = "CASE {column} WHEN 'metier' THEN 1 WHEN 'parcours' THEN 2 ELSE 3 END"
BITS = (
    "CASE {column} WHEN '{{}}' THEN 0 ELSE"
    " COALESCE((SELECT bit_or(1::bigint << (array_position(%({known})s::text[], word::text) - 1))"
    " FROM unnest({column}) AS word), 0) END"
)

NEEDS = f"""
WITH waiting AS ({WAITING})
SELECT id, place, {KINDS.format(column="kind")} AS kinds,
    array_position(%(objectives)s::text[], objective::text) - 1 AS objective,
    COALESCE(training, 0) AS training, accepts_remote::int AS remote,
    %(today)s::date - volunteered_on AS waiting,
    (priority_since IS NOT NULL)::int AS first, (level = ANY(%(last)s))::int AS last_year,
    {GENDER.format(column="mentor_wish")} AS wish, {GENDER.format(column="sex")} AS gender,
    {BITS.format(known="languages", column="waiting.languages")} AS languages
FROM waiting ORDER BY id
"""  # noqa: S608 -- our own words

# Each mentor is looked up: those of the whole country are too many to be read for one académie.
STANDING = """
    SELECT o.*, m.origin, m.accepts_remote, m.languages, m.availability, m.association_id,
        m.alone_seats, m.group_seats, m.takes_class, m.radius_km, m.city,
        m.gender,
        COALESCE((
            SELECT string_agg(g.nsfgroup_id, ',' ORDER BY g.nsfgroup_id)
            FROM people_mentor_nsf_groups g WHERE g.mentor_id = m.id
        ), '') || '|' || array_to_string(m.rome_domains, ',') AS trade_key
    FROM matching_offer o
    JOIN LATERAL (SELECT * FROM people_mentor WHERE id = o.mentor_id LIMIT 1) m ON true
    JOIN programmes_schoolproject p ON p.place = o.place AND p.campaign_id = o.campaign_id
    LEFT JOIN organisations_association a ON a.id = m.association_id
    WHERE o.campaign_id = %(campaign)s AND o.place BETWEEN %(lo)s AND %(hi)s
    AND (o.closed_on IS NULL OR o.closed_on > %(today)s)
    AND m.left_on IS NULL AND m.leaves_on IS NULL
    AND NOT (m.paused_from IS NOT NULL AND m.paused_from <= %(today)s
        AND (m.paused_until IS NULL OR m.paused_until >= %(today)s))
    AND (a.leaves_on IS NULL OR a.leaves_on > %(today)s)
"""

OFFERS = f"""
WITH standing AS ({STANDING}), taken AS (
    SELECT t.mentor_id, t.place, count(DISTINCT e.mentee_id) AS pupils
    FROM mentorships_mentormembership t
    JOIN mentorships_mentorship r ON r.id = t.mentorship_id AND r.state = ANY(%(live)s)
    JOIN mentorships_menteemembership e ON e.mentorship_id = r.id
    WHERE t.place BETWEEN %(lo)s AND %(hi)s GROUP BY 1, 2
), seated AS (
    SELECT s.*, GREATEST(s.capacity - COALESCE(t.pupils, 0), 0) AS seats
    FROM standing s LEFT JOIN taken t ON t.mentor_id = s.mentor_id AND t.place = s.place
)
SELECT id, mentor_id AS mentor, place, {KINDS.format(column="kind")} AS kinds,
    array_position(%(origins)s::text[], origin::text) - 1 AS origin,
    dense_rank() OVER (ORDER BY trade_key COLLATE "C") - 1 AS trade,
    accepts_remote::int AS remote,
    (NOT EXISTS (SELECT FROM mentorat_lacking(mentor_id, %(today)s::date)))::int AS cleared,
    CASE WHEN group_seats > 0 OR takes_class THEN LEAST(seats, alone_seats) ELSE seats END AS alone,
    LEAST(seats, group_seats) AS grouped, {GENDER.format(column="gender")} AS gender,
    {BITS.format(known="languages", column="seated.languages")} AS languages,
    {BITS.format(known="slots", column="seated.availability")} AS slots,
    dense_rank() OVER (ORDER BY city COLLATE "C") - 1 AS town,
    COALESCE(association_id, 0) AS association, COALESCE(radius_km, -1) AS radius
FROM seated ORDER BY id
"""  # noqa: S608 -- our own words

# In the order by which ``trade`` and ``town`` count.
TRADES = f"""
WITH standing AS ({STANDING})
SELECT * FROM (
    SELECT DISTINCT 'trade' AS kind, trade_key COLLATE "C" AS word FROM standing
    UNION SELECT DISTINCT 'town', city COLLATE "C" FROM standing
) words ORDER BY kind, word COLLATE "C"
"""  # noqa: S608 -- our own words

# Of what is said of a pair, the first code counts.
PAIRS = """
SELECT w.id AS need, o.id AS offer, min({named}.code) AS code
FROM {named} JOIN waiting w ON w.mentee_id = {named}.mentee_id
JOIN matching_offer o ON o.mentor_id = {named}.mentor_id
    AND o.campaign_id = %(campaign)s AND o.place BETWEEN %(lo)s AND %(hi)s
GROUP BY 1, 2
"""

NEVER = f"""
WITH waiting AS ({ASKING}), apart AS (
    SELECT e.mentee_id, t.mentor_id, %(former)s AS code
    FROM mentorships_menteemembership e
    JOIN mentorships_mentormembership t ON t.mentorship_id = e.mentorship_id
    WHERE e.mentee_id IN (SELECT mentee_id FROM waiting)
    UNION SELECT f.mentee_id, t.mentor_id, %(former)s
    FROM mentorships_formermentee f
    JOIN mentorships_mentormembership t ON t.mentorship_id = f.mentorship_id
    WHERE f.mentee_id IN (SELECT mentee_id FROM waiting)
    UNION SELECT n.mentee_id, o.mentor_id, %(former)s
    FROM matching_proposal d
    JOIN matching_need n ON n.id = d.need_id JOIN matching_offer o ON o.id = d.offer_id
    WHERE d.state = 'declined' AND n.mentee_id IN (SELECT mentee_id FROM waiting)
    UNION SELECT c.mentee_id, c.mentor_id, %(conflict)s
    FROM mentorships_roleconflict c
    WHERE c.accepted_at IS NULL AND c.mentee_id IN (SELECT mentee_id FROM waiting)
    UNION SELECT p.mentee_id, p.mentor_id, %(veto)s
    FROM mentorships_pairwish p
    WHERE p.kind = 'never' AND p.mentee_id IN (SELECT mentee_id FROM waiting)
)
{PAIRS.format(named="apart")}
"""  # noqa: S608 -- our own words

# Whom the pupil named, and who named the pupil.
WISHES = f"""
WITH waiting AS ({ASKING}), wished AS (
    SELECT p.mentee_id, p.mentor_id,
        CASE p.side WHEN 'mentee' THEN %(by_pupil)s ELSE %(by_mentor)s END AS code
    FROM mentorships_pairwish p
    WHERE p.kind = 'with' AND p.mentee_id IN (SELECT mentee_id FROM waiting)
)
{PAIRS.format(named="wished")}
"""  # noqa: S608 -- our own words
