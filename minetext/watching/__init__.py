"""What a run tells of itself while it lasts, and how another process learns how it stands."""
