"""The preview of a template: what a build would make, shown in a browser as files change."""
