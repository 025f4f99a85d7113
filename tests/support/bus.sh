# A live accessibility bus on the screen of a test, as a screen reader wants it; to be sourced by a script that runs within
# dbus-run-session, after its screen was started.

# Starts the bus, and says what a screen reader says when it starts; sets bus to its process.
start_bus() {
  local launcher=/usr/libexec/at-spi-bus-launcher property
  [ -x "$launcher" ] || launcher=/usr/lib/at-spi2-core/at-spi-bus-launcher
  "$launcher" --launch-immediately >/dev/null 2>&1 &
  bus=$!
  sleep 2
  for property in ScreenReaderEnabled IsEnabled; do
    dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus org.freedesktop.DBus.Properties.Set \
      string:org.a11y.Status "string:$property" variant:boolean:true >/dev/null
  done
}
