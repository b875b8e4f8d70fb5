#lang racket

(let eat ((blocks '()))
  (eat (cons (make-bytes (* 16 1024 1024) 1) blocks)))
