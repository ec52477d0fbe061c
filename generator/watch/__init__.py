"""``briefing watch``: one long-running process that makes orders anew when it is time.

``agenda``   what comes when: times of orders, and when sources are asked for new data
"""
