# Builds codebench.jar and the archives compile.jsa and run.jsa in the folder above.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
jar=$home/codebench.jar
work=$(mktemp -d)
cd "$work"

scalac -deprecation -feature -Xfatal-warnings -d "$jar" "$home"/tools/*.scala

# Jars in an order that no file system decides; the folder's names are links, and the archives go by names.
libraries=$(printf ':%s' /usr/share/scala/lib/scala-*.jar)
libraries=${libraries#:}

# What a command loads goes into an archive that it maps when it starts. The class path must be that of the command, letter by
# letter, without a folder at its end.
list() {
    java -XX:+UseSerialGC -Xshare:off -XX:DumpLoadedClassList=loaded "$@"
}
dump() { # name, class path
    java -Xshare:dump -Xlog:disable -XX:SharedClassListFile=loaded -XX:SharedArchiveFile="$home/$1.jsa" -cp "$2"
    test -s "$home/$1.jsa"
}
cp "$home/training/program.scala" .
list -cp "$jar:$libraries" codebench.Compile program.scala -cp "$libraries"
dump compile "$jar:$libraries"

# The program's last assertion fails, so that what a failure needs is there too.
list -cp "$jar:$libraries:." codebench.Launch 2>said && exit 1
cat said
grep -q 'AssertionError: assertion failed: the end$' said
dump run "$jar:$libraries"
rm -r "$work"
