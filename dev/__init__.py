"""What makes, checks and measures the project, and is no part of it: nothing here is needed to build the site."""
