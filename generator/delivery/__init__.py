"""Editions on their way to those who asked for them: by e-mail, into a folder, to a web address.

Settings are in ``deliveries.toml``; what became of each delivery is in the account, which
``generator.editions.deliveries`` reads. See ``docs/delivery.md``.
"""
