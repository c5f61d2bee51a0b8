"""A proposal keeps the values of its score alone: the weights are those of its run."""

from django.db import migrations, models

# A run of before the rules were kept takes the weights that its proposals say.
WEIGHTS = """
    UPDATE matching_matchingrun r SET rules = r.rules || jsonb_build_object('weights', said.weights)
    FROM (
        SELECT DISTINCT ON (p.run_id) p.run_id, (
            SELECT jsonb_object_agg(one ->> 'part', one ->> 'weight')
            FROM jsonb_array_elements(p.parts) one
        ) AS weights
        FROM matching_proposal p
        WHERE jsonb_typeof(p.parts) = 'array' AND p.parts <> '[]'
        ORDER BY p.run_id, p.id
    ) said
    WHERE said.run_id = r.id AND NOT r.rules ? 'weights'
"""
VALUES = """
    UPDATE matching_proposal SET parts = COALESCE(
        (
            SELECT jsonb_object_agg(one ->> 'part', one -> 'value')
            FROM jsonb_array_elements(parts) one
        ),
        '{}'
    )
    WHERE jsonb_typeof(parts) = 'array'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0006_whom_a_pupil_hopes_for"),
    ]

    operations = [
        migrations.RunSQL([WEIGHTS, VALUES], migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="proposal",
            name="parts",
            field=models.JSONField(default=dict),
        ),
    ]
