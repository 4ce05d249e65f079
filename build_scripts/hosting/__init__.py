"""The built site where it is served from: `cote publish` sends what has changed (docs/developers/hosting.md).

hosting_settings.py  media types, lifetimes and order: data/hosting.toml
site_files.py        the files of a built site, each as a host is to serve it
server_lists.py      what a web server is to send with them, in the words of nginx and Caddy
publication.py       what Cote has published at a host, kept there
sending.py           what is to be sent and removed, and in which order
hosts.py             what every host can do
folder_host.py       a folder of this machine
object_store.py      S3, and stores that speak its language
rsync_host.py        whatever rsync reaches
publishing.py        the command
"""
