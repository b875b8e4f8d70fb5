# Builds codebench.jar and the archive run.jsa in the folder above.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
jar=$home/codebench.jar
packages=/usr/share/java/clojure-1.11.jar:/usr/share/java/spec.alpha.jar:/usr/share/java/core.specs.alpha.jar
work=$(mktemp -d)
cd "$work"

mkdir classes
java -cp "$packages:$home/tools:classes" clojure.main "$home/tools/build.clj" "$jar"

# What the command loads goes into an archive that it maps when it starts. The class path must be that of the command, letter by letter.
# The program's last test fails, so that what a failure needs is there too.
cp "$home/training/program.clj" .
java -XX:+UseSerialGC -Xshare:off -XX:DumpLoadedClassList=loaded -cp "$jar:$packages" codebench.launch program.clj 2>said && exit 1
cat said
grep -q '^Tests failed: 1 failures, 0 errors$' said
java -Xshare:dump -Xlog:disable -XX:SharedClassListFile=loaded -XX:SharedArchiveFile="$home/run.jsa" -cp "$jar:$packages"
test -s "$home/run.jsa"
rm -r "$work"
