"""What a reader does, in real browsers: Chromium by Playwright, unmodified Firefox by WebDriver BiDi."""
