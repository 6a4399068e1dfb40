"""The counting station: an application on an offline computer. Nothing of it stands here yet."""
