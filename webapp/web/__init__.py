"""What every request passes through: access, forms, commits, answers."""
