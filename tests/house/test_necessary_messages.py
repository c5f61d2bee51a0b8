"""What leaves whatever a person chose: each use of ``write`` is a decision, and stands here."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent / "mentorat"
# Where, in which function, and why no preference holds it.
NECESSARY = {
    ("exports/tasks.py", "_send"),  # one's own data, asked for at one's own address
    ("matching/actions/applications.py", "ask_to_apply"),  # the link that was just asked for
    ("mentorships/actions/authorising.py", "_write_to"),  # what a family signs
    ("notifications/actions.py", "notify"),  # the door that heeds what was chosen
    ("notifications/actions.py", "_gather_one"),  # the one message that was chosen
    ("programmes/actions/team.py", "invite"),  # the way into an account
}


def uses(path):
    """Find the functions of a file that call ``write`` of the notifications."""
    tree = ast.parse(path.read_text())
    own = path == ROOT / "notifications" / "actions.py"
    imported = own or any(
        isinstance(node, ast.ImportFrom)
        and node.module == "mentorat.notifications.actions"
        and any(name.name == "write" for name in node.names)
        for node in ast.walk(tree)
    )
    if not imported:
        return
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "write":
                    yield (str(path.relative_to(ROOT)), function.name)


def test_only_what_is_strictly_necessary_leaves_whatever_a_person_chose():
    found = {use for path in ROOT.rglob("*.py") for use in uses(path)}

    assert found == NECESSARY


def test_no_other_name_hides_a_use():
    """``actions.write`` or an alias would not be seen above."""
    sources = {path: path.read_text() for path in ROOT.rglob("*.py")}

    hidden = [
        str(path.relative_to(ROOT))
        for path, source in sources.items()
        if "notifications.write(" in source or "import write as" in source
    ]

    assert hidden == []
