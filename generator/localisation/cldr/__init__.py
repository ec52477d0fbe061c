"""Locale data of CLDR 47 that Babel drops or gets wrong, one file a language.

``extract`` makes the files (a developer's tool), ``store`` reads them. The data is
Unicode's, under the licence beside it.
"""
