! The image is read-only, and so is every folder of others.
program tests
  implicit none
  open (10, file='/usr/lib/written-by-a-program', status='new', action='write')
  write (10, '(a)') 'outside'
end program tests
