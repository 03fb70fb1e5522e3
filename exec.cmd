@rem The npm scripts say "exec node": a POSIX shell then hands its process, and npm's signals, to Node. This file is that word for cmd.exe.
@%*
