"""Stylised facts: what is known of communities and of learning in organisations, asked of copsim's runs.

`table.FACTS` lists them, `conducting.facts` runs them, `telling` says what was found. Each stands in the file of its
subject, with its source, its statistic and its band, and is declared fitted or held out there, before anything is run.
"""
