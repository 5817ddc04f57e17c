"""The blessed runs that later ones are held against, and how a run becomes one."""
