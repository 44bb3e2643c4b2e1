# Sourced by the scripts beside it, which run from the top of the repository.

say() { printf '%s\n' "$*" >&2; }

# What cannot be had is named in one sentence. Where everything has to run (CI=true), that ends the run.
missing() {
    say "$*"
    [ "${CI:-}" != true ]
}

can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# Package lists are refreshed only when the first attempt shows that they have to be.
# RUNLEVEL=1 keeps a package from starting its server.
apt_install() {
    mkdir -p .cache
    (
        export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
        install() { apt-get install -q -y --no-install-recommends "$@"; }
        install "$@" || { apt-get update -q && install "$@"; }
    ) >.cache/apt.log 2>&1 </dev/null
}
