"""What a reader does in real browsers: Chromium through Playwright, unmodified Firefox through WebDriver BiDi."""
