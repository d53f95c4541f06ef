# What a shell takes without us.
