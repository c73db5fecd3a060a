# base/setup.sh -- what reproduce and check share: find what is missing, install it, build.
#
# Sourced by bash (3.2 or later) in the repository's root. A need is named by what it can do: a
# tool, a version, a header, a pkg-config module, a runtime of clang's, a font. Only what is missing is mapped to
# packages. Needs of kind `must` end the script when they stay missing, `want` costs something
# that the script names. Progress goes to stderr.

# kind, use, probe, what it is looked for by, then packages: apt, dnf, brew, pacman ('+' joins)
needs()
{
    cat <<'END'
must build tool    cc                 gcc+libc6-dev          gcc                gcc       gcc
must build version cmake:3.25         cmake                  cmake              cmake     cmake
must build tool    ninja|make         ninja-build            ninja-build        ninja     ninja
must build tool    pkg-config         pkg-config             pkgconf-pkg-config pkgconf   pkgconf
must build module  gsl                libgsl-dev             gsl-devel          gsl       gsl
must build module  sqlite3            libsqlite3-dev         sqlite-devel       sqlite    sqlite
must build module  jansson            libjansson-dev         jansson-devel      jansson   jansson
must build header  csv.h              libcsv-dev             libcsv-devel       libcsv    libcsv
must build header  Random123/philox.h librandom123-dev       Random123-devel    random123 random123
must build module  openblas           libopenblas-serial-dev openblas-devel     openblas  openblas
want build header  nlopt.h            libnlopt-dev           NLopt-devel        nlopt     nlopt
want build header  lbfgs.h            liblbfgs-dev           liblbfgs-devel     liblbfgs  liblbfgs
must build tool    gnuplot            gnuplot-nox            gnuplot            gnuplot   gnuplot
want build tool    git                git                    git                git       git
want build font    Lato               fonts-lato+fontconfig  lato-fonts         font-lato ttf-lato
want check tool    clang              clang                  clang              llvm      clang
want check runtime fuzzer             libclang-rt-dev        compiler-rt        llvm      compiler-rt
want check tool    clang-format       clang-format           clang-tools-extra  llvm      clang
want check tool    clang-tidy         clang-tidy             clang-tools-extra  llvm      clang
want check tool    chromium|chromium-browser|google-chrome chromium chromium    chromium  chromium
END
}

say()
{
    [ -n "${quiet-}" ] || printf '%s\n' "$*" >&2
}

fail()
{
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 2
}

# --- is it there? -----------------------------------------------------------------------------

has_tool() # NAME|NAME...
{
    local name
    for name in ${1//|/ }; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}

has_version() # TOOL:LEAST
{
    local tool=${1%%:*} least=${1#*:} found
    found=$("$tool" --version 2>/dev/null | sed -n '1s/[^0-9]*\([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p')
    [ -n "$found" ] || return 1
    [ "${found%%.*}" -gt "${least%%.*}" ] && return 0
    [ "${found%%.*}" -eq "${least%%.*}" ] && [ "${found#*.}" -ge "${least#*.}" ]
}

has_header()
{
    local folder
    printf '#include <%s>\n' "$1" | "${CC:-cc}" -E -x c - >/dev/null 2>&1 && return 0
    for folder in /usr/include /usr/local/include /opt/homebrew/include; do
        [ -f "$folder/$1" ] && return 0
    done
    return 1
}

has_module()
{
    pkg-config --exists "$1" 2>/dev/null
}

has_runtime() # of clang: fuzzer, asan
{
    has_tool clang && ls "$(clang -print-resource-dir)"/lib/*/*clang_rt."$1"* >/dev/null 2>&1
}

has_font()
{
    fc-list : family 2>/dev/null | grep -qi "^$1"
}

# Lines of needs() for the uses in $1 ("build check") that are not there; $2: must, want or both.
missing()
{
    needs | while read -r kind use probe what packages; do
        case " $1 " in *" $use "*) ;; *) continue ;; esac
        case " $2 " in *" $kind "*) ;; *) continue ;; esac
        "has_$probe" "$what" || printf '%s\n' "$kind $use $probe $what $packages"
    done
}

# --- bring it ---------------------------------------------------------------------------------

find_manager()
{
    local name
    for name in apt-get dnf brew pacman; do
        if has_tool "$name"; then
            echo "$name"
            return
        fi
    done
}

# The packages of manager $1 for lines of needs() on stdin, each once, on one line.
packages_of()
{
    local column
    case $1 in apt-get) column=5 ;; dnf) column=6 ;; brew) column=7 ;; pacman) column=8 ;; esac
    awk -v c="$column" '{ gsub(/\+/, " ", $c); print $c }' | tr ' ' '\n' | awk '!seen[$0]++' |
        tr '\n' ' ' | sed 's/ $//'
}

apt_has_lists()
{
    ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1
}

install_apt() # PACKAGES
{
    local options="-o Acquire::Retries=0 -o DPkg::Lock::Timeout=120 -y --no-install-recommends"
    export DEBIAN_FRONTEND=noninteractive
    apt-get install $options $1 && return 0
    apt-get update -o Acquire::Retries=0 && apt-get install $options $1
}

install_with() # MANAGER PACKAGES
{
    case $1 in
    apt-get) install_apt "$2" ;;
    dnf) dnf install -y --setopt=install_weak_deps=False $2 ;;
    brew) HOMEBREW_NO_AUTO_UPDATE=1 brew install $2 ;;
    pacman) pacman -S --needed --noconfirm $2 ;;
    esac </dev/null >>build/install.log 2>&1
}

# The one command that a user would type.
command_for() # MANAGER PACKAGES
{
    local line=
    case $1 in
    brew)
        echo "brew install $2"
        return
        ;;
    apt-get)
        apt_has_lists || line="apt-get update && "
        line="${line}apt-get install --no-install-recommends $2"
        ;;
    dnf) line="dnf install $2" ;;
    pacman) line="pacman -S --needed $2" ;;
    esac
    if ! has_tool sudo; then
        echo "su -c '$line'"
    elif [ "${line#*&&}" != "$line" ]; then
        echo "sudo sh -c '$line'"
    else
        echo "sudo $line"
    fi
}

names_of() # lines of needs() on stdin -> "csv.h, gsl (or ...)"
{
    awk '{ print $4 }' | sed 's/|.*//; s/:/ /' | paste -sd, - | sed 's/,/, /g'
}

# All in one go; if something in it cannot be had, what must be, then the rest one by one.
install_lines() # MANAGER LINES
{
    local packages line
    packages=$(printf '%s\n' "$2" | packages_of "$1")
    say "installing with $1: $packages"
    install_with "$1" "$packages" && return
    packages=$(printf '%s\n' "$2" | grep '^must' | packages_of "$1")
    [ -z "$packages" ] || install_with "$1" "$packages" || return
    printf '%s\n' "$2" | grep '^want' | while read -r line; do
        install_with "$1" "$(printf '%s\n' "$line" | packages_of "$1")" || true
    done
}

# End with status 2: what is missing, and the one command that brings it.
give_up() # LINES ADVICE
{
    local manager
    manager=$(find_manager)
    if [ -z "$manager" ]; then
        fail "missing: $(printf '%s\n' "$1" | names_of)" \
            "(there is no apt-get, dnf, brew or pacman: install by hand)"
    fi
    fail "missing: $(printf '%s\n' "$1" | names_of); run
  $(command_for "$manager" "$(printf '%s\n' "$1" | packages_of "$manager")")
and then this again$2"
}

may_install() # MANAGER
{
    [ -n "$1" ] && { [ "$1" = brew ] || [ "$(id -u)" -eq 0 ]; }
}

# Make the needs of the uses in $1 be there; or say what is missing and end with status 2.
setup() # "build" or "build check"
{
    local lines manager
    mkdir -p build || fail "cannot write to $PWD/build"
    lines=$(missing "$1" "must want")
    if [ -n "$lines" ] && [ -z "${no_install-}" ]; then
        manager=$(find_manager)
        may_install "$manager" ||
            give_up "$lines" " (--no-install goes on without what is not essential)"
        install_lines "$manager" "$lines" || tail -n 5 build/install.log >&2
    fi
    lines=$(missing "$1" must)
    [ -z "$lines" ] || give_up "$lines"
    lines=$(missing "$1" want)
    [ -z "$lines" ] || say "going on without: $(printf '%s\n' "$lines" | names_of)"
}

# --- build ------------------------------------------------------------------------------------

child=

# Run a command so that a signal reaches it at once: on_signal ends it and waits for it.
step()
{
    local status
    "$@" &
    child=$!
    wait "$child"
    status=$?
    child=
    return $status
}

on_signal() # STATUS HINT
{
    trap '' INT TERM
    if [ -n "$child" ]; then
        kill -s TERM "$child" 2>/dev/null
        wait "$child"
    fi
    printf '\n%s: interrupted; %s\n' "${0##*/}" "$2" >&2
    exit "$1"
}

logged() # LOG COMMAND...
{
    local log=$1 status
    shift
    step "$@" >"$log" 2>&1
    status=$?
    [ $status -eq 0 ] && return
    tail -n 40 "$log" >&2
    fail "'$*' ended with status $status; all it said is in $log"
}

# Build in ./build with the release preset; arguments go to the configuration.
build()
{
    local fresh=
    if has_tool ninja; then export CMAKE_GENERATOR=Ninja; fi
    if [ -f build/CMakeCache.txt ] &&
        ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$(pwd -P)" build/CMakeCache.txt; then
        fresh=--fresh # the folder was moved or copied since
    fi
    say "building in build/"
    logged build/configure.log cmake --preset release $fresh "$@"
    logged build/build.log cmake --build --preset release ${jobs:+--parallel "$jobs"}
}
