"""What tests, audit and bench share: the browser, servers, and copies of the project with enlarged data."""
