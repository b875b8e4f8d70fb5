#lang racket

(define (count-steps n)
  (if (= n 1) n (count-steps (modulo (* n 2) 7))))

(require rackunit)

(define (test-humaneval)
  (let ((candidate count-steps))
    (check-within (candidate 0) 1 0.001)))

(test-humaneval)
