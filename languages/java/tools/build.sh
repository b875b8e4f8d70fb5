# Builds codebench.jar and the archives compile.jsa and run.jsa in the folder above.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
jar=$home/codebench.jar
tuples=/usr/share/java/javatuples.jar
work=$(mktemp -d)
cd "$work"

javac -Xlint:all -Werror -d classes "$home"/tools/codebench/*.java
jar --create --file "$jar" -C classes .

# What a command loads goes into an archive that it maps when it starts. The class path must be that of the command, letter by
# letter, without a folder at its end.
list() {
    java -XX:+UseSerialGC -ea -Xshare:off -XX:DumpLoadedClassList=loaded "$@"
}
dump() { # name, class path
    java -Xshare:dump -Xlog:disable -XX:SharedClassListFile=loaded -XX:SharedArchiveFile="$home/$1.jsa" -cp "$2"
    test -s "$home/$1.jsa"
}
cp "$home/training/program.java" .
list -cp "$jar" codebench.Compile program.java -cp $tuples
dump compile "$jar"

# The program's last assertion fails, so that what a failure needs is there too.
list -cp "$jar:$tuples:." codebench.Launch 2>said && exit 1
cat said
grep -q 'AssertionError: the end$' said
dump run "$jar:$tuples"
rm -r "$work"
