from tests.web.home.stage import monday, people, troupe  # noqa: F401 -- fixtures
from tests.web.matching.stage import bde, project  # noqa: F401 -- fixtures
