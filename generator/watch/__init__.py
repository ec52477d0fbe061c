"""``briefing watch``: one long-running process that makes orders anew when it is time.

``watcher``     its turns: clock, files, times, sources, builds
``files``, ``events``, ``settling``   what has changed, and whether it is whole
``wants``, ``ledger``   which orders are to be made and why; what was done, on the disk
``building``    makes them through ``generator.build``, with workers kept warm
``pacing``, ``refreshing``            asks sources at their own pace
``agenda``      what comes when: times of orders, and when sources are asked
``log``, ``status``, ``notify``       what it tells people, scripts and the service manager
"""
