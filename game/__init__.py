"""What people touch: the views, the window that shows them, the commands."""
