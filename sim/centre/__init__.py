"""The centre: desks, CSRs, contacts and their legs, authority, approval, routing, notes. Seconds matter here."""
