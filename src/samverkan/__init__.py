"""Inter-municipal agreements as typed values: dates, members and fees, exact to the öre.

Nothing is exported here: each name has one import path, for example
:func:`samverkan.assessments.assess`.
"""
