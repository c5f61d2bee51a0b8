"""What happens to a connection that goes back to the pool. Settings import this: no Django here."""

from typing import Any


def reset(connection: Any) -> None:
    """Forget every setting of the session, so that the next request finds nothing of this one."""
    connection.execute("RESET ALL")
    connection.commit()
