#lang racket

; Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
(let fork ()
  (with-handlers ((exn:fail? void))
    (subprocess #f #f #f "/bin/sleep" "3600"))
  (fork))
