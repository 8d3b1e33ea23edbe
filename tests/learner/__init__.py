"""The history: what it keeps, whatever version wrote it and whatever the clock says."""
