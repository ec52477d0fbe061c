"""The work of a build on other machines, through a Dask cluster that somebody else runs.

``pool``      the officer's side: gives tasks to machines, takes results, redoes what is lost.
``joining``   the officer's side: finds machines, compares them with this one, equips them.
``hosting``   the machine's side: a supervised pool of our own processes for each run.
``luggage``   the files that workers open by path, which travel by content.
``likeness``  what must be equal for a document to have the same bytes.
``away``      a task in a worker on another machine, where those files lie elsewhere.
``messages``  what travels: JSON and bytes, as between the supervisor and its workers.

Nothing of Dask is imported before a build asks for a cluster.
"""
