"""The archive's own reports with their search, as tests of search have them."""

from tests.search.conftest import archive as archive
