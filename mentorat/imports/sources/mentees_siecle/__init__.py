"""Pupils from SIECLE: the export « ElevesSansAdresses » of the school's own database."""
