;; Children and threads that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
(while true
  (try
    (.start (ProcessBuilder. ["/bin/sleep" "3600"]))
    (.start (Thread. #(while true)))
    (catch java.io.IOException full)
    (catch OutOfMemoryError full)))
