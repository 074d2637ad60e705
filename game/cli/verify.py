"""`verify`: replay saved runs; the digests agree, or the first checkpoint at which they part is named."""
