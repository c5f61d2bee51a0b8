from tests.web.home.stage import monday, people, troupe  # noqa: F401 -- fixtures
