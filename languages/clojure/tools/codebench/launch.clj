(ns codebench.launch
  "The command that runs a program: loads it as clojure.main loads a script, and where all of it was evaluated and no test of
  clojure.test has failed prints what stands in the file \"proof\", which the program never sees. A second line there is the
  control: the text of an assertion that fails in its place."
  (:require [clojure.main :as main]
            [clojure.string :as string]
            [clojure.test :as test])
  (:import [clojure.lang MultiFn]
           [java.io File FileDescriptor FileOutputStream IOException]
           [java.util.concurrent.atomic AtomicLong])
  (:gen-class))

(set! *warn-on-reflection* true)

(defn- take-proof []
  (let [file (File. "proof")]
    (when (.exists file)
      (let [lines (string/split-lines (slurp file))]
        (when-not (.delete file)
          (throw (IOException. "the file with the proof could not be removed")))
        lines))))

(defn- count-reports
  "Counts what clojure.test reports of a type; the exit status of a program does not tell."
  [type ^AtomicLong counter ^AtomicLong memory]
  (let [report (get-method test/report type)]
    (.addMethod ^MultiFn test/report type
                (fn [event]
                  (.incrementAndGet counter)
                  (when (instance? OutOfMemoryError (:actual event))
                    (.incrementAndGet memory))
                  (report event)))))

(defn- say [^String text]
  (flush)
  (.flush System/out)
  (.println System/err text))

(defn- end-badly [text]
  (say text)
  (System/exit 1))

(defn -main [path]
  (let [[word control] (take-proof)
        failures (AtomicLong.)
        errors (AtomicLong.)
        memory (AtomicLong.)]
    (count-reports :fail failures memory)
    (count-reports :error errors memory)
    (try
      (main/with-bindings
        (in-ns 'user)
        (main/load-script path)
        (when-not (string/blank? control)
          (throw (AssertionError. control))))
      (catch Throwable thrown
        (end-badly (main/err->msg thrown))))
    (cond
      (pos? (.get memory)) (end-badly "Tests failed: out of memory")
      (pos? (+ (.get failures) (.get errors))) (end-badly (str "Tests failed: " failures " failures, " errors " errors")))
    (flush)
    (.flush System/out)
    (when word
      ;; Past *out* and System/out, which the program may have replaced.
      (.write (FileOutputStream. FileDescriptor/out) (.getBytes (str "\n" word "\n"))))))
