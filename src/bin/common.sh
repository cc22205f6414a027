#!/bin/sh
# What the commands beside this file share: finding Java, building only when it is needed, class paths, messages.
# Sourced, not run: . "$(dirname "$0")/common.sh"
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)

say() { printf '%s\n' "$*"; }

# fail MESSAGE...: says what went wrong (one line each) and ends with exit code 1.
fail() {
  for line in "$@"; do printf '%s\n' "$line" >&2; done
  exit 1
}

# help_asked FILE ARGUMENTS...: with --help among the arguments, prints the comment block at the top of FILE and ends.
help_asked() {
  file=$1
  shift
  for argument in "$@"; do
    case $argument in
      -h | --help)
        sed -n '2,/^[^#]/{/^#/{s/^# \{0,1\}//;p;};}' "$file"
        exit 0
        ;;
    esac
  done
}

# jdk_major FOLDER: the major version of a JDK's folder, or nothing.
jdk_major() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# find_jdk MAJOR: the folder of a JDK of exactly that version, or nothing. Looks at JAVA_HOME, JAVA_HOME_<MAJOR>, the
# java on the path and Debian's folder of JDKs.
find_jdk() {
  eval "named=\${JAVA_HOME_$1:-}"
  on_path=$(command -v javac || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for folder in "$named" "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*; do
    if [ -n "$folder" ] && [ "$(jdk_major "$folder")" = "$1" ]; then
      printf '%s\n' "$folder"
      return 0
    fi
  done
}

# use_java: sets JAVA_HOME to JDK 17, or to a newer one when there is no 17.
use_java() {
  for major in 17 21 25; do
    found=$(find_jdk "$major")
    if [ -n "$found" ]; then
      JAVA_HOME=$found
      export JAVA_HOME
      java=$JAVA_HOME/bin/java
      return 0
    fi
  done
  fail "No JDK 17 or newer was found. Install it with: apt-get install openjdk-17-jdk-headless"
}

# build MODULES: packages the modules (a comma separated list) and what they stand on, unless their jars are newer than
# every source. Tests are not run.
build() {
  stamp=$root/target/packaged-$(printf '%s' "$1" | tr ',/' '--')
  if [ -e "$stamp" ] && all_packaged "$1" && [ -z "$(newer_sources "$stamp")" ]; then
    return 0
  fi
  say "Building $1 (the first time this fetches libraries and takes some minutes) ..."
  mkdir -p "$root/target"
  : >"$stamp.started"
  rm -f "$stamp"
  # Shown only when it fails: Maven ends every call with an escape code of its own, quiet or not.
  if ! (cd "$root" && mvn -q -B -ntp -Dstyle.color=never -DskipTests -Dspotless.check.skip=true -pl "$1" -am package) \
    >"$stamp.log" 2>&1; then
    cat "$stamp.log" >&2
    fail "The build failed; the lines above say why. Nothing was started."
  fi
  mv "$stamp.started" "$stamp"
  say "Built."
}

all_packaged() {
  for module in $(printf '%s' "$1" | tr ',' ' '); do
    [ -s "$root/$module/target/run.classpath" ] || return 1
    for jar in $(tr ':' ' ' <"$root/$module/target/run.classpath"); do
      [ -e "$jar" ] || return 1
    done
  done
}

newer_sources() {
  (cd "$root" && find pom.xml src edge-node central-sync firmware-config provisioning \
    \( -name target -o -path src/docs -o -path src/bin -o -path src/deploy \) -prune \
    -o -type f -newer "$1" -print | head -n 1)
}

# class_path MODULE: everything a program of that module needs, its own jar first.
class_path() {
  own=$(find "$root/$1/target" -maxdepth 1 -name '*.jar' ! -name '*-tests.jar' ! -name '*-sources.jar' | head -n 1)
  printf '%s:%s\n' "$own" "$(cat "$root/$1/target/run.classpath")"
}
