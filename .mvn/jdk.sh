# Sourced by gradus, check and .ci/run: finds JDK 25, Maven, and the lock of the build.
# POSIX sh. Expects $home, the root of the checkout.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

# Sets $jdk to the home of a JDK 25, or fails in one line.
find_jdk() {
  on_path=$(command -v java) && on_path=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
  for jdk in "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/*; do
    if is_jdk_25 "$jdk"; then return; fi
  done
  echo "$name: no JDK 25 found; install one (https://adoptium.net, or: sdk install java 25-tem) or set JAVA_HOME" >&2
  exit 2
}

find_maven() {
  command -v mvn >/dev/null && return
  echo "$name: no Maven found; install Maven 3.8 or later (https://maven.apache.org) so that mvn is on the PATH" >&2
  exit 2
}

# One build at a time in a checkout. The lock is a symbolic link to the number of its owner's
# process: made in one step, and stale when that process is gone. A test that the owner runs must not
# wait for its owner.
lock() {
  if [ -n "${GRADUS_BUILDING:-}" ]; then
    echo "$name: a build is needed, but this was started from within one; run ./gradus --version first" >&2
    exit 1
  fi
  mkdir -p "$home/target"
  until ln -s "$$" "$home/target/lock" 2>/dev/null; do
    owner=$(readlink "$home/target/lock") || continue
    if ! kill -0 "$owner" 2>/dev/null; then
      rm -f "$home/target/lock"
    else
      [ -n "${waiting:-}" ] || echo "$name: waiting for the build of process $owner ..." >&2
      waiting=yes
      sleep 1
    fi
  done
  export GRADUS_BUILDING=1
  trap unlock EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

unlock() {
  rm -f "$home/target/lock"
  unset GRADUS_BUILDING
  trap - EXIT INT TERM
}
