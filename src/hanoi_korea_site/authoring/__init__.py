"""What `init` and `new` write: a new site, a new article, and texts saved elsewhere; nothing that is there changes."""
