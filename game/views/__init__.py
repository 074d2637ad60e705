"""Views: Frame and events in, drawing on a Canvas out. Knows no pygame and no running model."""
