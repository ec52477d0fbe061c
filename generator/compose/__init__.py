"""From chosen facts to a document: templates are rendered here and nowhere else.

``template``  reads a template's folder; ``brief`` composes one document in one language.
The rest serves these two: ``environment``, ``syntax``, ``statictext``, ``loader`` and ``meter``
are the sandbox; ``filters`` with ``statements``, ``values``, ``names`` and ``notes`` put facts into
words; ``treebuilder`` reads the result. Nothing is imported before it is asked for.
"""
