;; Compiles the command, and what the packages leave as source, into the jar that is the first argument; "classes" in the working
;; folder must be an empty folder on the class path.
(import '[java.io File FileOutputStream]
        '[java.nio.file Files]
        '[java.util.jar JarEntry JarOutputStream])

(binding [*compile-files* true
          *compile-path* "classes"]
  (require 'clojure.core.specs.alpha :reload)
  (require 'codebench.launch))

(let [root (.toPath (File. "classes"))]
  (with-open [jar (JarOutputStream. (FileOutputStream. ^String (first *command-line-args*)))]
    (doseq [^File file (sort (file-seq (.toFile root))) :when (.isFile file)]
      (.putNextEntry jar (JarEntry. (str (.relativize root (.toPath file)))))
      (.write jar (Files/readAllBytes (.toPath file)))
      (.closeEntry jar))))
