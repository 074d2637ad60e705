"""The market: customers in columns, their network, feelings, talk, joining and leaving. Days matter here."""
