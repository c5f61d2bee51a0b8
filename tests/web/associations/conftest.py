from tests.web.home.stage import monday, people  # noqa: F401 -- fixtures
